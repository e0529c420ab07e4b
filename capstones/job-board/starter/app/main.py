"""The application, put together. It is called app."""

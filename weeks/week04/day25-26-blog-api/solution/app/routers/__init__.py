"""The routes: what is asked over HTTP, and what is answered."""

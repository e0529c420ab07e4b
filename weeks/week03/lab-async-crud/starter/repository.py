"""Where parcels are kept. A second of waiting stands for the database."""


class ParcelRepository:
    """Parcels by their ids. Each method is a question to the database."""

"""What the API says of each kind of object. A field without words of its own is described by its model's."""

"""What programs ask and send: REST over the same selectors, services and door as the screens (docs/api.md)."""

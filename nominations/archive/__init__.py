"""The archive of a campaign: what is filed in it, the forms that list it, how long it is kept, and the package."""

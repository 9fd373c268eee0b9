"""A page that shows the server in a browser, where one sits in it as any of its people. See README.md."""

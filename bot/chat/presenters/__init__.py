"""What people read: pure functions, a thing of the workshop and a language in, text out."""

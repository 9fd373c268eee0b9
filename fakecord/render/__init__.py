"""What people read in the chat, as HTML: messages, markdown, instants, what somebody did. Needs Babel and Jinja2."""

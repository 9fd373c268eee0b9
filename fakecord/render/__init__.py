"""Renders the chat as HTML: messages, markdown, timestamps, and what somebody did. Needs Babel and Jinja2."""

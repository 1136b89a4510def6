"""What people note about replies, and what they type from paper."""

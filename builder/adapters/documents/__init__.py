"""What documents of every format share: what stands in them, how an Office file is opened, what is drawn in them."""

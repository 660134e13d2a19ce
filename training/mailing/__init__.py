"""What a mail says and to whom it goes: values in, values out, until `delivering` hands them to a server."""

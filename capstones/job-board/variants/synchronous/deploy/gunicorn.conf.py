"""How gunicorn runs the API: several processes, each with its own pool and threads."""

bind = "0.0.0.0:8000"
workers = 2
worker_class = "uvicorn_worker.UvicornWorker"
timeout = 30
graceful_timeout = 20
# Nobody but nginx reaches this port, so the address that it hands on is the true one.
forwarded_allow_ips = "*"

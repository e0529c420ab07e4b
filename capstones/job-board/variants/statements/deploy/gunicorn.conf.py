"""How gunicorn serves the application behind nginx."""

bind = "0.0.0.0:8000"
workers = 2
worker_class = "uvicorn_worker.UvicornWorker"
timeout = 60
graceful_timeout = 30
keepalive = 5
forwarded_allow_ips = "*"  # only nginx reaches this port

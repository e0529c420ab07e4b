"""How the API is served: processes with one event loop each, behind Nginx."""

bind = "0.0.0.0:8000"
workers = 2
worker_class = "uvicorn_worker.UvicornWorker"
timeout = 30  # a worker that says nothing for so long is replaced
graceful_timeout = 30  # so long, requests may come to their end when the server stops
keepalive = 5
accesslog = None  # every request is a hit in MongoDB
forwarded_allow_ips = "*"  # only Nginx reaches this port; it says where a request comes from

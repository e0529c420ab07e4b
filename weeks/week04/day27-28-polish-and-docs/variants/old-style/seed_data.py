#!/usr/bin/env python
"""Seed the database by asking the API itself. Run: python seed_data.py"""

from app.main import app
from fastapi.testclient import TestClient


def seed():
    """Create users, and for each new one posts and comments."""
    with TestClient(app) as client:
        for name in ("amina", "boris", "chen", "dora"):
            answer = client.post("/users", json={"email": f"{name}@demo.example.com", "name": name.title()})
            if answer.status_code == 409:
                print(name, "is there")
                continue
            user_id = answer.json()["id"]
            for title in ("First", "Second"):
                post = client.post("/posts", json={"title": title, "content": f"By {name}", "user_id": user_id}).json()
                for word in ("Good", "Better"):
                    client.post("/comments", json={"content": word, "post_id": post["id"], "user_id": user_id})


if __name__ == "__main__":
    seed()

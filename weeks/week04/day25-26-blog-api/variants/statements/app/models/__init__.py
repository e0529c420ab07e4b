from app.models.comment import comments as comments
from app.models.post import posts as posts
from app.models.user import users as users

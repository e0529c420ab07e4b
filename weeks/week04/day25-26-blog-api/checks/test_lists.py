"""Checks of lists: pages, order, filters."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def mixed(blog, database, rng):
    """Posts with moments and titles in an order of their own, and ids in another. What is written is kept."""

    def mixed(count):
        owner = blog.user()
        posts = [blog.post(owner) for _ in range(count)]
        for day, post in enumerate(rng.sample(posts, count), 1):
            post["title"], post["day"] = f"title {rng.choice('abcdef')}{day}", day
            moment = f"2026-01-{day:02} 12:00:00"
            database.execute(
                "UPDATE posts SET title = %s, created_at = %s WHERE id = %s", post["title"], moment, post["id"]
            )
        return posts

    return mixed


def ids(things):
    return [thing["id"] for thing in things]


@pytest.mark.criterion("paged")
def test_all_lists_come_in_pages(blog, api, get):
    users = [blog.user() for _ in range(4)]
    posts = [blog.post(users[0]) for _ in range(11)]
    comments = [blog.comment(posts[0], users[0]) for _ in range(4)]
    nested = [(f"/users/{users[0]['id']}/posts", posts), (f"/posts/{posts[0]['id']}/comments", comments)]
    for path, all_of_them in [("/users", users), ("/posts", posts), ("/comments", comments), *nested]:
        assert ids(get(path)) == ids(all_of_them)[:10]
        assert ids(get(path, skip=1, limit=2)) == ids(all_of_them)[1:3]
        assert ids(get(path, skip=3, limit=100)) == ids(all_of_them)[3:]
        for bad in ({"limit": 0}, {"limit": 101}, {"skip": -1}):
            assert api.get(path, params=bad).status_code == 422
    assert get("/posts", skip=11) == []


@pytest.mark.criterion("sorted")
def test_posts_are_sorted(mixed, api, get):
    posts = mixed(6)
    by_day, by_title = (ids(sorted(posts, key=lambda post: post[name])) for name in ("day", "title"))
    assert ids(get("/posts")) == ids(get("/posts", sort="created_at")) == by_day
    assert ids(get("/posts", sort="-created_at")) == by_day[::-1]
    assert ids(get("/posts", sort="title", limit=4)) == by_title[:4]
    assert ids(get("/posts", sort="-title", limit=4)) == by_title[::-1][:4]
    for unknown in ("content", "--title", "-", "id; DROP TABLE posts", "created_at,title"):
        assert api.get("/posts", params={"sort": unknown}).status_code == 422


@pytest.mark.criterion("pages-stable")
def test_each_of_equal_posts_is_on_one_page(mixed, get, database):
    all_ids = ids(mixed(6))
    database.execute("UPDATE posts SET created_at = '2026-02-01 12:00:00', title = 'the same'")
    for sort in ("created_at", "-created_at", "title", "-title"):
        pages = [ids(get("/posts", sort=sort, skip=skip, limit=2)) for skip in (0, 2, 4)]
        if [one for page in pages for one in page] not in (all_ids, all_ids[::-1]):
            raise Mismatch(
                "Among posts that are equal, something else than the id decides what comes first.",
                expected=f"the ids {', '.join(map(str, all_ids))} in this order, or from the last to the first",
                actual=f"the pages {', '.join(map(str, pages))}",
            )


@pytest.mark.criterion("pages-stable")
def test_a_new_post_does_not_move_the_pages(blog, get):
    owner = blog.user()
    posts = [blog.post(owner) for _ in range(4)]
    found = get("/posts", limit=2)
    posts.append(blog.post(owner))
    found += get("/posts", skip=2, limit=2)
    posts.append(blog.post(owner))
    assert ids(found + get("/posts", skip=4, limit=2)) == ids(posts)


@pytest.mark.criterion("filtered")
def test_posts_of_one_user_are_found(blog, get):
    owners = [blog.user() for _ in range(3)]
    posts = ids(blog.post(owners[number]) for number in (0, 1, 0, 1, 0))
    assert ids(get("/posts", user_id=owners[0]["id"])) == posts[::2]
    assert ids(get("/posts", user_id=owners[0]["id"], sort="-created_at", skip=1, limit=1)) == [posts[2]]
    assert get("/posts", user_id=owners[2]["id"]) == []
    assert get("/posts", user_id=4711) == []


@pytest.mark.criterion("filtered")
def test_posts_with_a_text_are_found(blog, get):
    owner, other = blog.user(), blog.user()
    hills = blog.post(owner, title="Over the Hills", content="And far away")["id"]
    rain = blog.post(owner, title="Rain", content="It came down from the hills.")["id"]
    sea = blog.post(other, title="The sea", content="No hill")["id"]
    blog.post(other)
    assert ids(get("/posts", q="HILLS")) == [hills, rain]
    assert ids(get("/posts", q="hill", user_id=other["id"])) == [sea]
    assert ids(get("/posts", q="hill", sort="-created_at", limit=2)) == [sea, rain]
    assert get("/posts", q="valley") == []


@pytest.mark.criterion("total-told")
def test_a_header_tells_how_many_there_are(blog, api, rng):
    owners = [blog.user(), blog.user()]
    counts = rng.sample(range(2, 6), 2)
    for owner, count in zip(owners, counts, strict=True):
        for _ in range(count):
            blog.post(owner)
    told = [
        api.get("/posts", params=params).headers.get("x-total-count")
        for params in ({"limit": 1}, {"user_id": owners[0]["id"], "skip": 9}, {"q": "no such text"})
    ]
    assert told == [str(sum(counts)), str(counts[0]), "0"]

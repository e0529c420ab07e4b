"""Checks of the search: words, stems, rank, phrases, beginnings, filters."""

import pytest

# No two of them have a stem in common, and none is the beginning of another.
WORDS = ["nurse", "teacher", "violin", "harbour", "museum", "orchard", "kitchen", "pilot", "bicycle", "lantern"]
FORMS = [(f"{stem}", f"{stem}s", f"{stem}ed", f"{stem}ing") for stem in ("test", "pack", "paint", "clean", "repair")]
BEGINNINGS = {"python": "pyth", "museum": "mus", "harbour": "harb", "violin": "viol", "carpenter": "carp"}


@pytest.mark.criterion("job-found")
def test_approved_jobs_are_found_by_the_words_in_them(board, rng):
    company = board.company()
    title, other, text, another, hidden = rng.sample(WORDS, 5)
    board.open_jobs(company, {"title": f"A {title}", "description": f"Work with a {text}."})
    board.open_jobs(company, {"title": f"A {other}", "description": f"Work with a {another}."})
    board.open_jobs(company, {"title": f"A {hidden}", "status": "pending"}, {"title": hidden, "status": "closed"})
    assert board.found(q=title) == board.found(q=text) == board.found(q=f"{text} {title}") == [f"A {title}"]
    assert board.found(q=another) == [f"A {other}"]
    assert board.found(q=f"{title} {another}") == board.found(q=hidden) == []


@pytest.mark.criterion("jobs-filtered")
def test_place_remote_and_kind_choose(board):
    company = board.company()
    board.open_jobs(company, {"title": "Here", "place": "New Lisbon"}, {"title": "There", "place": "New Porto"})
    board.open_jobs(company, {"title": "Away", "place": "Anywhere", "remote": True, "kind": "contract"})
    assert board.found(place="New Lisbon") == board.found(place="new LISBON") == ["Here"]
    assert board.found(place="Lisbon") == board.found(place="New %") == board.found(place="New _orto") == []
    assert board.found(remote="true") == board.found(kind="contract") == ["Away"]
    assert board.found(remote="false") == board.found(kind="full_time") == ["There", "Here"]
    assert board.found(kind="internship") == []


@pytest.mark.criterion("jobs-filtered")
def test_what_a_job_pays_chooses(board, rng):
    low = rng.randint(10, 1000)
    middle, high = low + rng.randint(10, 1000), low + rng.randint(2000, 3000)
    company = board.company()
    board.open_jobs(company, {"title": "Low", "salary_min": low, "salary_max": middle})
    board.open_jobs(company, {"title": "High", "salary_min": middle + 1, "salary_max": high})
    assert board.found(pays_at_least=middle) == board.found(pays_at_most=middle + 1) == ["High", "Low"]
    assert board.found(pays_at_least=middle + 1) == board.found(pays_at_least=high) == ["High"]
    assert board.found(pays_at_most=low) == board.found(pays_at_most=middle) == ["Low"]
    assert board.found(pays_at_least=high + 1) == board.found(pays_at_most=low - 1) == []


@pytest.mark.criterion("jobs-filtered")
def test_the_moment_of_a_job_chooses(board, database, rng):
    day = f"2024-05-{rng.randint(10, 28)}"
    for moment in ("2024-05-01 00:00:00+00", f"{day} 00:00:00+00", f"{day} 10:30:00+00"):
        (number,) = board.open_jobs(board.company(), {"title": moment[11:16] if day in moment else "old"})
        database.execute("UPDATE jobs SET created_at = %s WHERE id = %s", moment, number)
    assert board.found(posted_since=day) == board.found(posted_since=f"{day}T00:00:00Z") == ["10:30", "00:00"]
    assert board.found(posted_since=f"{day}T10:30:00Z") == board.found(posted_since=f"{day}T10:30:00") == ["10:30"]
    assert board.found(posted_since=f"{day}T12:30:00+02:00") == ["10:30"]
    assert board.found(posted_since=f"{day}T10:30:01Z") == board.found(posted_since=f"{day}T09:30:01-01:00") == []
    assert board.found(posted_since="2024-04-30") == ["10:30", "00:00", "old"]


@pytest.mark.criterion("search-stemmed")
def test_a_word_is_found_in_its_other_forms(board, rng):
    (kept, *others), (unlike, *_) = (rng.sample(forms, 4) for forms in rng.sample(FORMS, 2))
    board.open_jobs(board.company(), {"title": f"Somebody {kept.upper()}"}, {"title": f"Somebody {unlike}"})
    for word in (kept, others[0], others[1].upper(), others[2].title()):
        assert board.found(q=word) == [f"Somebody {kept.upper()}"]
    assert board.found(q=f"the {others[0]} of") == [f"Somebody {kept.upper()}"]


@pytest.mark.criterion("search-ranked")
def test_a_word_in_the_title_counts_more(board, rng):
    word, other = rng.sample(WORDS, 2)
    company = board.company()
    board.open_jobs(company, {"title": f"A {word}"})
    board.open_jobs(company, {"title": f"A {other}", "description": f"A {word}, another {word}, and a third {word}."})
    assert board.found(q=word) == board.found(q=f"the {word}") == [f"A {word}", f"A {other}"]


@pytest.mark.criterion("search-ranked")
def test_equally_good_jobs_come_the_newest_first(board, database, rng):
    word = rng.choice(WORDS)
    numbers = board.open_jobs(board.company(), *({"title": f"{word} {letter}"} for letter in "cadb"))
    for number, day in zip(numbers, (2, 1, 2, 3), strict=True):
        database.execute("UPDATE jobs SET created_at = %s WHERE id = %s", f"2024-05-0{day} 10:00:00+00", number)
    assert board.found(q=word) == board.found() == [f"{word} {letter}" for letter in "bdca"]


@pytest.mark.criterion("search-phrase")
def test_quotes_minus_and_or(board, rng):
    first, second, third = rng.sample(WORDS, 3)
    titles = [f"{first} {second}", f"{second} {first}", f"{third}", f"{first} {third}"]
    board.open_jobs(board.company(), *({"title": title} for title in titles))
    assert board.found(q=f'"{first} {second}"') == [titles[0]]
    assert sorted(board.found(q=f"{first} {second}")) == sorted(titles[:2])
    assert board.found(q=f"{first} -{second}") == [titles[3]]
    assert sorted(board.found(q=f'"{first} {second}" or {third}')) == sorted([titles[0], titles[2], titles[3]])
    assert sorted(board.found(q=f"{second} or {third}")) == sorted(titles)
    assert board.found(q=f'"{second} {first}" -{third}') == [titles[1]]


@pytest.mark.criterion("search-prefix")
def test_the_beginning_of_the_last_word_is_enough(board, rng):
    (word, begun), (other, _) = rng.sample(list(BEGINNINGS.items()), 2)
    titles = [f"{word} here", f"{other} here", f"{other} with {word}"]
    board.open_jobs(board.company(), *({"title": title} for title in titles))
    assert sorted(board.found(q=begun)) == sorted(board.found(q=begun.upper())) == sorted([titles[0], titles[2]])
    assert board.found(q=f"{other} {begun}") == [titles[2]]
    assert sorted(board.found(q=f"{other} -{begun}")) == sorted(titles[1:])


@pytest.mark.criterion("search-prefix")
def test_the_beginning_may_stand_in_a_description(board, rng):
    word, begun = rng.choice(list(BEGINNINGS.items()))
    company = board.company()
    board.open_jobs(company, {"title": "Somebody", "description": f"All about the {word}."}, {"title": "Nobody"})
    assert board.found(q=begun) == ["Somebody"]


@pytest.mark.criterion("prefix-whole")
def test_every_beginning_finds_its_word(board, rng):
    long = rng.choice(["engineers", "gardening", "universities", "managing"])  # their stems are shorter
    other = rng.choice(["psychologists", "analysts", "cryptographers", "physicists"])  # psy would become psi
    board.open_jobs(board.company(), {"title": f"Both {long} and {other}"}, {"title": "Somebody else"})
    beginnings = [word[:length] for word in (long, other) for length in range(3, len(word) + 1)]
    found = {beginning: board.found(q=beginning) for beginning in beginnings}
    assert found == {beginning: [f"Both {long} and {other}"] for beginning in beginnings}


@pytest.mark.criterion("search-combined")
def test_words_and_filters_hold_together(board, database, rng):
    word = rng.choice(WORDS)
    fits = {"title": f"A {word}", "place": "Faro", "remote": True, "kind": "contract", "salary_min": 5, "salary_max": 9}
    misfits = [{"title": "A poet"}, {"place": "Porto"}, {"remote": False}, {"kind": "internship"}]
    misfits += [{"salary_max": 7}, {"salary_min": 7}, {"status": "pending"}, {}]
    numbers = board.open_jobs(board.company(), fits, *({**fits, "description": "No.", **one} for one in misfits))
    database.execute("UPDATE jobs SET created_at = '2024-05-01 10:00:00+00' WHERE id = %s", numbers[-1])
    wanted = {"q": word, "place": "faro", "remote": "true", "kind": "contract", "posted_since": "2024-05-02"}
    wanted |= {"pays_at_least": 8, "pays_at_most": 6}
    answer = board.api.get("/api/v1/jobs", params=dict(rng.sample(list(wanted.items()), len(wanted))))
    assert [job["id"] for job in answer.json()["items"]] == numbers[:1]

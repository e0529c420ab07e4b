-- Five users. Chen (chen@example.com) and Boris (boris@example.com) are two of them.

-- At least six orders. Look the id of each user up by the email.

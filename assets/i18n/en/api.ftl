### The page about the API.

api-title = API for programs
api-note = JSON over HTTP, version 1
api-token = Make a token
api-token-text = A program acts for the person whose token it sends, and may do what that person may do. Make a token in your profile, for each program its own. It is shown once.
api-token-link = Tokens in the profile
api-token-cli = On the machine of the server an administrator makes one for anybody:
api-try = Try it
api-try-text = The list of { $many }, newest first, and a new record that is not created twice when it is sent twice:
api-kinds = What there is
api-kinds-text = Each list takes q, filter, sort, fields, limit and after. A list that has more to give names the next page.
api-kinds-list = List and create
api-kinds-one = Read, change and delete
api-users-text = Who the users with the ids on records are; only to read.
api-options-text = The values of a choice field; only to read.
api-rules = Good to know
api-rules-strict = A member that is unknown, read-only or of the wrong type is refused at its path, and nothing is written.
api-rules-version = ETag is the version of a record. With If-Match a change is made only if nobody changed the record meanwhile.
api-rules-again = With Idempotency-Key a create that is repeated within a day gets the answer of the first time.
api-rules-errors = Every refusal is a problem by RFC 9457 with a code for programs.
api-description = Description for tools (OpenAPI 3.1)
api-about = How to use tokens
api-files-of = Files of a record
api-files-one = One file

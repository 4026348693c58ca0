-- Written by hand. Revisions, publications and public versions are history: once written, they stay as they are.
-- A later migration that rebuilds one of these tables must write its triggers again; `db create` does it.

CREATE TRIGGER "Revision_refuses_update" BEFORE UPDATE ON "Revision"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a revision is never changed');
END;

CREATE TRIGGER "Revision_refuses_delete" BEFORE DELETE ON "Revision"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a revision is never deleted');
END;

CREATE TRIGGER "Publication_refuses_update" BEFORE UPDATE ON "Publication"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a publication is never changed');
END;

CREATE TRIGGER "Publication_refuses_delete" BEFORE DELETE ON "Publication"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a publication is never deleted');
END;

CREATE TRIGGER "Version_refuses_update" BEFORE UPDATE ON "Version"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a public version is never changed');
END;

CREATE TRIGGER "Version_refuses_delete" BEFORE DELETE ON "Version"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a public version is never deleted');
END;

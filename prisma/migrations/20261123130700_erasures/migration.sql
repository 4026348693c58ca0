-- An erasure of personal data may change what is otherwise append-only: one row, once, in one transaction.
--
-- Whoever erases first inserts a leave (`ErasedRow`) whose `open` is the text "open", a reference that no row can ever
-- satisfy and that is checked at the commit: an open leave therefore exists only within the transaction that made it.
-- The row may then be changed once, in its words only; the change itself closes the leave. Without an open leave of that
-- very row every update is refused, as before. PostgreSQL has the same deferred references, and triggers.
--
-- REPLACE removes rows without the triggers of a deletion: taking the place of a row is refused at the insertion.

-- CreateTable
CREATE TABLE "Erasure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "actorId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "ErasedRow" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "erasureId" TEXT NOT NULL,
    "tableName" TEXT NOT NULL,
    "rowId" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "open" TEXT,
    CONSTRAINT "ErasedRow_erasureId_fkey" FOREIGN KEY ("erasureId") REFERENCES "Erasure" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ErasedRow_open_fkey" FOREIGN KEY ("open") REFERENCES "ErasedRow" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED
);

-- CreateTable
CREATE TABLE "ErasedVersion" (
    "erasureId" TEXT NOT NULL,
    "versionId" TEXT NOT NULL,

    PRIMARY KEY ("erasureId", "versionId"),
    CONSTRAINT "ErasedVersion_erasureId_fkey" FOREIGN KEY ("erasureId") REFERENCES "Erasure" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ErasedVersion_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "Version" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "ErasedRow_erasureId_tableName_rowId_key" ON "ErasedRow"("erasureId", "tableName", "rowId");

-- Written by hand from here.

DROP TRIGGER "Revision_refuses_update";
CREATE TRIGGER "Revision_refuses_update" BEFORE UPDATE ON "Revision"
WHEN NEW."id" IS NOT OLD."id" OR NEW."entryId" IS NOT OLD."entryId" OR NEW."number" IS NOT OLD."number" OR NEW."authorId" IS NOT OLD."authorId" OR NEW."createdAt" IS NOT OLD."createdAt"
  OR NOT EXISTS (SELECT 1 FROM "ErasedRow" WHERE "tableName" = 'Revision' AND "rowId" = OLD."id" AND "open" = 'open')
BEGIN
  SELECT RAISE(ABORT, 'append-only: a revision is never changed');
END;

CREATE TRIGGER "Revision_closes_leave" AFTER UPDATE ON "Revision"
BEGIN
  UPDATE "ErasedRow" SET "open" = NULL WHERE "tableName" = 'Revision' AND "rowId" = OLD."id" AND "open" = 'open';
END;

CREATE TRIGGER "Revision_refuses_replacement" BEFORE INSERT ON "Revision"
WHEN EXISTS (SELECT 1 FROM "Revision" WHERE "id" = NEW."id" OR ("entryId" = NEW."entryId" AND "number" = NEW."number"))
BEGIN
  SELECT RAISE(ABORT, 'append-only: a revision is never replaced');
END;

DROP TRIGGER "Version_refuses_update";
CREATE TRIGGER "Version_refuses_update" BEFORE UPDATE ON "Version"
WHEN NEW."id" IS NOT OLD."id" OR NEW."entryId" IS NOT OLD."entryId" OR NEW."number" IS NOT OLD."number" OR NEW."revisionId" IS NOT OLD."revisionId" OR NEW."publicationNumber" IS NOT OLD."publicationNumber" OR NEW."slug" IS NOT OLD."slug" OR NEW."minor" IS NOT OLD."minor"
  OR NOT EXISTS (SELECT 1 FROM "ErasedRow" WHERE "tableName" = 'Version' AND "rowId" = OLD."id" AND "open" = 'open')
BEGIN
  SELECT RAISE(ABORT, 'append-only: a public version is never changed');
END;

CREATE TRIGGER "Version_closes_leave" AFTER UPDATE ON "Version"
BEGIN
  UPDATE "ErasedRow" SET "open" = NULL WHERE "tableName" = 'Version' AND "rowId" = OLD."id" AND "open" = 'open';
END;

CREATE TRIGGER "Version_refuses_replacement" BEFORE INSERT ON "Version"
WHEN EXISTS (SELECT 1 FROM "Version" WHERE "id" = NEW."id" OR ("entryId" = NEW."entryId" AND "number" = NEW."number"))
BEGIN
  SELECT RAISE(ABORT, 'append-only: a public version is never replaced');
END;

DROP TRIGGER "JournalLine_refuses_update";
CREATE TRIGGER "JournalLine_refuses_update" BEFORE UPDATE ON "JournalLine"
WHEN NEW."id" IS NOT OLD."id" OR NEW."at" IS NOT OLD."at" OR NEW."actorId" IS NOT OLD."actorId" OR NEW."verb" IS NOT OLD."verb" OR NEW."entryId" IS NOT OLD."entryId" OR NEW."requestId" IS NOT OLD."requestId"
  OR NOT EXISTS (SELECT 1 FROM "ErasedRow" WHERE "tableName" = 'JournalLine' AND "rowId" = OLD."id" AND "open" = 'open')
BEGIN
  SELECT RAISE(ABORT, 'append-only: a line of the journal is never changed');
END;

CREATE TRIGGER "JournalLine_closes_leave" AFTER UPDATE ON "JournalLine"
BEGIN
  UPDATE "ErasedRow" SET "open" = NULL WHERE "tableName" = 'JournalLine' AND "rowId" = OLD."id" AND "open" = 'open';
END;

CREATE TRIGGER "JournalLine_refuses_replacement" BEFORE INSERT ON "JournalLine"
WHEN EXISTS (SELECT 1 FROM "JournalLine" WHERE "id" = NEW."id")
BEGIN
  SELECT RAISE(ABORT, 'append-only: a line of the journal is never replaced');
END;

CREATE TRIGGER "Publication_refuses_replacement" BEFORE INSERT ON "Publication"
WHEN EXISTS (SELECT 1 FROM "Publication" WHERE "number" = NEW."number")
BEGIN
  SELECT RAISE(ABORT, 'append-only: a publication is never replaced');
END;

CREATE TRIGGER "ErasedRow_begins_open" BEFORE INSERT ON "ErasedRow"
WHEN NEW."open" IS NOT 'open' OR NEW."id" = 'open'
  OR EXISTS (
    SELECT 1 FROM "ErasedRow" WHERE "id" = NEW."id"
      OR ("erasureId" = NEW."erasureId" AND "tableName" = NEW."tableName" AND "rowId" = NEW."rowId")
  )
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erased row begins with an open leave of its own');
END;

CREATE TRIGGER "ErasedRow_refuses_update" BEFORE UPDATE ON "ErasedRow"
WHEN NEW."id" IS NOT OLD."id" OR NEW."erasureId" IS NOT OLD."erasureId" OR NEW."tableName" IS NOT OLD."tableName"
  OR NEW."rowId" IS NOT OLD."rowId" OR NEW."fields" IS NOT OLD."fields" OR NEW."open" IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erased row is never changed');
END;

CREATE TRIGGER "ErasedRow_refuses_delete" BEFORE DELETE ON "ErasedRow"
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erased row is never deleted');
END;

CREATE TRIGGER "ErasedVersion_refuses_update" BEFORE UPDATE ON "ErasedVersion"
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erased version is never changed');
END;

CREATE TRIGGER "ErasedVersion_refuses_delete" BEFORE DELETE ON "ErasedVersion"
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erased version is never deleted');
END;

-- Its reason may itself be erased one day; when it was finished is told later.
CREATE TRIGGER "Erasure_refuses_update" BEFORE UPDATE ON "Erasure"
WHEN NEW."id" IS NOT OLD."id" OR NEW."at" IS NOT OLD."at" OR NEW."actorId" IS NOT OLD."actorId"
  OR NEW."count" IS NOT OLD."count"
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erasure is never changed');
END;

CREATE TRIGGER "Erasure_refuses_delete" BEFORE DELETE ON "Erasure"
BEGIN
  SELECT RAISE(ABORT, 'append-only: an erasure is never deleted');
END;

-- Written by hand. A version stays at the address at which it was published: those made before this migration, at the
-- address their entry has now. SQLite rebuilds the table, which therefore gets its triggers again.
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "revisionId" TEXT NOT NULL,
    "publicationNumber" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "note" TEXT,
    "minor" BOOLEAN NOT NULL,
    CONSTRAINT "Version_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Version_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "Revision" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Version_publicationNumber_fkey" FOREIGN KEY ("publicationNumber") REFERENCES "Publication" ("number") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Version" ("id", "entryId", "number", "revisionId", "publicationNumber", "slug", "note", "minor")
SELECT v."id", v."entryId", v."number", v."revisionId", v."publicationNumber", e."slug", v."note", v."minor"
FROM "Version" v JOIN "Entry" e ON e."id" = v."entryId";
DROP TABLE "Version";
ALTER TABLE "new_Version" RENAME TO "Version";
CREATE UNIQUE INDEX "Version_entryId_number_key" ON "Version"("entryId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

CREATE TRIGGER "Version_refuses_update" BEFORE UPDATE ON "Version"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a public version is never changed');
END;

CREATE TRIGGER "Version_refuses_delete" BEFORE DELETE ON "Version"
BEGIN
  SELECT RAISE(ABORT, 'append-only: a public version is never deleted');
END;

-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "reference" TEXT NOT NULL,
    "entryId" TEXT NOT NULL,
    "factKey" TEXT NOT NULL,
    "factLabel" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "email" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "answeredAt" DATETIME,
    CONSTRAINT "Report_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Report_reference_key" ON "Report"("reference");

-- CreateIndex
CREATE INDEX "Report_state_idx" ON "Report"("state");

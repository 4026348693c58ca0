/** The lines of the desk as they are shown: each with where it is edited and what its kind is called. */
import type { Desk, DeskLine } from '../editorial/desk.ts';
import { kindNames } from '../editorial/labels.ts';
import type { Problem } from '../editorial/noun.ts';
import { urlOf } from '../published/addresses.ts';
import { editingPath } from './sections.ts';

export type DeskRow = { id: string; title: string; kind: string; path: string; by: string; at: Date; reviewBy: string };

export function deskRows({ overdue, mentions, pending, drafts, incomplete, recent }: Desk) {
  const row = (line: DeskLine & { reviewBy?: string }): DeskRow => {
    const { entryId: id, title, kind, changedBy: by, changedAt: at, reviewBy = '' } = line;
    return { id, title, by, at, reviewBy, kind: kindNames[kind].one, path: editingPath(kind, id) };
  };
  return {
    overdue: overdue.map(row),
    pending: pending.map(row),
    drafts: drafts.map(row),
    incomplete: incomplete.map((one): DeskRow & { problems: Problem[] } => ({ ...row(one), problems: one.problems })),
    mentions: mentions.map((one) => ({ ...one, path: `/redaction/fiche/${one.entryId}` })),
    recent: recent.map(({ entries, ...act }) => ({
      ...act,
      entries: entries.map((one) => ({
        ...one,
        path: editingPath(one.kind, one.entryId),
        href: urlOf(one.kind, one.slug),
      })),
    })),
  };
}

export type DeskRows = ReturnType<typeof deskRows>;

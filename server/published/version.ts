/** The public version of an entry: its number within the entry and the moment it went online. */
export type PublishedVersion = { number: number; publishedAt: Date };

/** Where a version of a laureate is read, for ever. */
export const versionPath = (slug: string, number: number): string => `/laureats/${slug}/versions/${number}`;

/** The version of a live entry. @throws when the entry is not live: a live row without a version is a broken store. */
export function publishedVersion(entry: {
  id: string;
  liveVersion: number | null;
  publishedAt: Date | null;
}): PublishedVersion {
  if (entry.liveVersion === null || entry.publishedAt === null)
    throw new Error(`Live entry ${entry.id} has no version.`);
  return { number: entry.liveVersion, publishedAt: entry.publishedAt };
}

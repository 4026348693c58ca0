/** Until when security.txt says that its contact holds (RFC 9116, § 2.5.5: less than a year ahead), and when it is said anew. */

const firstOfMonth = (now: Date, ahead: number) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));

/** The first of a month, so that two bakes of one month agree. */
export const contactExpiry = (now: Date): Date => firstOfMonth(now, 11);

/** From then on the file says a later month. */
export const contactRenewal = (now: Date): Date => firstOfMonth(now, 1);

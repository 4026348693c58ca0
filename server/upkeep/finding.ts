/** What `npm run doctor` finds. */

/** `advice`: nothing is wrong, something could be better. */
export type Found = { state: 'good' | 'advice' | 'bad'; said: string };

/** `name`: what was looked at; `said`: a sentence in French, with the remedy unless all is well. */
export type Finding = Found & { name: string };

/** Looks at one thing. An error it throws is a bad finding, in the words of its message when that is a sentence. */
export type Look = () => Promise<Found>;

export const good = (said: string): Found => ({ state: 'good', said });
export const advice = (said: string): Found => ({ state: 'advice', said });
export const bad = (said: string): Found => ({ state: 'bad', said });

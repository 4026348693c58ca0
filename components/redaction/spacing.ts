/** A sentence of the server whose colon, semicolon, question or exclamation mark stays with the word before it. */
export const held = (sentence: string) => sentence.replace(/ ([:;!?»])/g, '\u00a0$1').replace(/« /g, '«\u202f');

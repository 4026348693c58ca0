/** What a share picture shows: the words of an enamel plaque and the colour of its frame. */
export type Picture = {
  /** The small words above: a theme, a section of the site. */
  cartouche: string;
  name: string;
  /** One or two lines below: the prize and its year, then whose it is. */
  foot: string[];
  /** "bronze" or "or", as an award’s frame. */
  frame: string;
};

/** Pixels of every picture: the shape that social networks and messages show whole. */
export const size = { width: 1200, height: 630 } as const;

/** The words of a picture in one line, for who does not see it. */
export function inOneLine({ cartouche, name, foot, frame }: Picture): string {
  const words = [name, cartouche, ...foot].map((one) => one.replace(/\.$/, ''));
  return `Plaque bleue à cadre ${frame === 'or' ? 'doré' : 'vert'}\u00a0: ${words.join('. ')}.`;
}

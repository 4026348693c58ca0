/** The sections of the newsroom: where each kind of entry is listed and edited. */
import type { Kind } from '../editorial/noun.ts';

export type Section = {
  /** The last part of its address, below /redaction. */
  name: string;
  kind: Kind;
  title: string;
  /** The link that makes an entry; absent where there is only ever one. */
  add?: string;
  /** The field a new entry starts from. */
  titlePath: string;
};

export const sections: readonly Section[] = [
  { name: 'laureats', kind: 'laureate', title: 'Lauréats', add: 'Nouveau lauréat', titlePath: 'facts.name.value' },
  { name: 'editions', kind: 'edition', title: 'Éditions', add: 'Nouvelle édition', titlePath: 'title' },
  { name: 'themes', kind: 'category', title: 'Thèmes', add: 'Nouveau thème', titlePath: 'name' },
  { name: 'prix', kind: 'award', title: 'Prix', add: 'Nouveau prix', titlePath: 'name' },
  { name: 'criteres', kind: 'criterion', title: 'Critères', add: 'Nouveau critère', titlePath: 'title' },
  { name: 'sources', kind: 'source', title: 'Sources', add: 'Nouvelle source', titlePath: 'title' },
  { name: 'pages', kind: 'page', title: 'Pages', add: 'Nouvelle page', titlePath: 'title' },
  { name: 'reglages', kind: 'setting', title: 'Réglages du site', titlePath: 'name' },
];

/** The section at that address, when there is one. */
export function sectionAt(name: string): Section | undefined {
  return sections.find((one) => one.name === name);
}

/** Where an entry is edited. */
export function editingPath(kind: Kind, id: string): string {
  const section = sections.find((one) => one.kind === kind);
  return `/redaction/${section?.name ?? ''}/${id}`;
}

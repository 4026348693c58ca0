import type { Metadata } from 'next';
import { EntryTable } from '../../../components/redaction/entry-table.tsx';
import { ListFilters } from '../../../components/redaction/list-filters.tsx';
import { Pages } from '../../../components/redaction/pages.tsx';
import { listEntries } from '../../../server/editorial/entries.ts';
import { choices } from '../../../server/editorial/names.ts';
import { mayOn } from '../../../server/editorial/permissions.ts';
import { stateNames } from '../../../server/editorial/states.ts';
import { one, type Query, type SectionParams, sectionDoor } from './door.ts';

type ListProps = SectionParams & { searchParams: Promise<Query> };

export async function generateMetadata({ params }: SectionParams): Promise<Metadata> {
  return { title: (await sectionDoor({ params })).section.title };
}

export default async function ListPage({ params, searchParams }: ListProps) {
  const { actor, section } = await sectionDoor({ params });
  const query = await searchParams;
  const asked = { etat: one(query, 'etat'), edition: one(query, 'edition'), texte: one(query, 'texte').slice(0, 200) };
  const order = { tri: one(query, 'tri'), sens: one(query, 'sens') };
  const list = await listEntries(actor, {
    ...{ kind: section.kind, state: asked.etat, edition: asked.edition, text: asked.texte },
    ...{ sort: order.tri, descending: order.sens === 'desc', page: Number(one(query, 'page')) || 1 },
  });
  const path = `/redaction/${section.name}`;
  const editions = section.kind === 'laureate' ? await choices(actor, 'edition') : [];
  return (
    <>
      <div className="list-head">
        <h1>{section.title}</h1>
        {section.add && mayOn(actor, 'createEntry', section.kind) && (
          <a className="button" href={`${path}/nouvelle`}>
            {section.add}
          </a>
        )}
      </div>
      <ListFilters
        path={path}
        asked={asked}
        order={order}
        states={stateNames}
        counts={list.counts}
        editions={editions}
      />
      <EntryTable
        path={path}
        query={{ ...asked, ...order }}
        list={list}
        states={stateNames}
        caption={section.title}
        withEditions={section.kind === 'laureate'}
      />
      <Pages path={path} query={{ ...asked, ...order }} page={list.page} pages={list.pages} />
    </>
  );
}

/** The head of a table: the names of its columns. `unseen`: for those who hear the table only. */
export function HeadRow({ names, unseen = false }: { names: readonly string[]; unseen?: boolean }) {
  return (
    <thead className={unseen ? 'sr-only' : undefined}>
      <tr>
        {names.map((name) => (
          <th scope="col" key={name}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}

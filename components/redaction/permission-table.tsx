/** Who may do what, verb by verb: the very table that refuses commands. */

export type PermissionRow = { verb: string; label: string; allowed: readonly boolean[] };

export function PermissionTable({ roles, rows }: { roles: readonly string[]; rows: readonly PermissionRow[] }) {
  return (
    <div className="table-frame">
      <table className="table roles">
        <caption className="sr-only">Ce que chaque rôle peut faire</caption>
        <thead>
          <tr>
            <th scope="col">Action</th>
            {roles.map((role) => (
              <th scope="col" key={role}>
                {role}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.verb}>
              <th scope="row">{row.label}</th>
              {roles.map((role, index) => (
                <td key={role}>{row.allowed[index] ? 'oui' : <span className="muted">non</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { Metadata } from 'next';
import { PermissionTable } from '../../../components/redaction/permission-table.tsx';
import { allowed, may, type Role, type Verb } from '../../../server/editorial/permissions.ts';
import { currentActor } from '../../../server/staff/request.ts';
import { roleNames, verbNames } from '../../../server/staff/words.ts';

export const metadata: Metadata = { title: 'Qui peut quoi' };

export default async function RolesPage() {
  const actor = await currentActor();
  const roles = Object.keys(roleNames) as Role[];
  const rows = (Object.keys(allowed) as Verb[]).map((verb) => {
    return { verb, label: verbNames[verb], allowed: roles.map((role) => may({ role }, verb)) };
  });
  return (
    <>
      <h1>Qui peut quoi</h1>
      <p>Votre rôle&nbsp;: {roleNames[actor.role].toLowerCase()}.</p>
      <PermissionTable roles={roles.map((role) => roleNames[role])} rows={rows} />
    </>
  );
}

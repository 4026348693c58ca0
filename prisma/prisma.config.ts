import { defineConfig } from 'prisma/config';

/** Where Prisma's own commands find the schema and its migrations. The database itself is opened by server/database.ts. */
export default defineConfig({ schema: 'schema.prisma', migrations: { path: 'migrations' } });

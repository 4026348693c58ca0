// Plain JavaScript: for a configuration in TypeScript, Next loads its compiler into the process that serves (24 MB).
/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // The optimizer would be one more door that answers the public; images are made when they are uploaded.
  images: { unoptimized: true },
  serverExternalPackages: ['better-sqlite3', '@prisma/adapter-better-sqlite3', '@prisma/client'],
  // The front answers compressed bytes itself.
  compress: false,
  // Titles and descriptions belong in the head of every page, not streamed into the body for a script to move: every
  // reader is answered as those that run no script, the bakery too, once the page is complete.
  htmlLimitedBots: /.*/,
  devIndicators: false,
  experimental: { preloadEntriesOnStart: false },
};

export default config;

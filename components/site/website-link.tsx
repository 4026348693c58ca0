/** The laureate’s own site, shown without its protocol. An address that is not one stays plain words. */
export function WebsiteLink({ address }: { address: string }) {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return address;
  const shown = `${url.host}${url.pathname === '/' ? '' : url.pathname}`.replace(/^www\./, '');
  return (
    <a className="address" href={url.href}>
      {shown}
    </a>
  );
}

interface Login {
  url: string;
  user: string;
  password: string;
}

/** Where everything is, and what is worth trying. */
export function printGuide(
  addresses: {
    store: string;
    wp_admin: Login;
    affiliate: Login & { link: string | null };
    sidecar: string;
    database_url: string;
  },
  say: (line: string) => void,
): void {
  const { store, wp_admin: admin, affiliate, sidecar, database_url: database } = addresses;
  for (const line of [
    '',
    `Shop        ${store}`,
    `Owner       ${admin.url}admin.php?page=finders-fee   ${admin.user} / ${admin.password}`,
    `Affiliate   ${affiliate.url}   ${affiliate.user} / ${affiliate.password}`,
    `Sidecar     ${sidecar}`,
    `Database    ${database}`,
    '',
    'Try this:',
    '  1. Buy something in the shop with the coupon anna10, paying on delivery.',
    '  2. As the owner, open Marketing > Finder’s Fee: the commission is there, with the way it was calculated.',
    '  3. Refund one piece of that order under WooCommerce > Orders, and look again.',
    '  4. In another browser, log in as the affiliate and see the same from their side.',
    ...(affiliate.link === null
      ? []
      : [
          `  5. In a private window, follow the affiliate’s link ${affiliate.link}`,
          '     and buy without a coupon: that commission came by the link.',
        ]),
    '',
    'Ctrl-C stops everything.',
  ]) {
    say(line);
  }
}

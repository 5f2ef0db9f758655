/** DataViews' own styles, mirrored where the language runs from right to left; the browser loads the one it needs. */
if (document.documentElement.dir === 'rtl')
  void import(/* webpackChunkName: "lists-rtl" */ './dataviews-rtl.scss');
else void import(/* webpackChunkName: "lists-ltr" */ './dataviews.scss');

/** Styles of what only the lists' pages and the settings show, so that the first screen does not read them. */
void import(/* webpackChunkName: "pages" */ './pages.scss');

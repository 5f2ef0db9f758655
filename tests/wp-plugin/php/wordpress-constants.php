<?php
/**
 * Constants that WordPress defines while it runs, for static analysis.
 */

// phpcs:disable

define( 'ABSPATH', '' );
define( 'ARRAY_A', 'ARRAY_A' );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'DAY_IN_SECONDS', 86400 );
define( 'WC_VERSION', '' );
define( 'WP_CLI', true );

<?php
/**
 * First of two processes: WordPress alone. WooCommerce has to be loaded by a process that finds it active,
 * otherwise it installs without its own order tables.
 */

define( 'WP_INSTALLING', true );
require getenv( 'FINDERS_FEE_SITE' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

if ( ! is_blog_installed() ) {
	wp_install( 'Harbour Coffee', 'admin', 'admin@example.test', true, '', 'password' );
}
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'active_plugins', array( 'woocommerce/woocommerce.php' ) );
// Nobody reads the mail that this question would send.
update_option( 'admin_email_lifespan', 4102444800 );

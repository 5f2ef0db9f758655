<?php
/**
 * Deleting the plugin takes back everything it made in this store, on every site of a network. The books stay in the
 * sidecar's own database: remove that with the sidecar when you want them gone too.
 *
 * @package FindersFee
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

require_once __DIR__ . '/finders-fee.php';

if ( class_exists( 'FindersFee\Installer' ) ) {
	if ( is_multisite() ) {
		foreach ( get_sites( array( 'fields' => 'ids' ) ) as $finders_fee_site ) {
			switch_to_blog( $finders_fee_site );
			FindersFee\Installer::uninstall();
			restore_current_blog();
		}
	} else {
		FindersFee\Installer::uninstall();
	}
}

<?php
/**
 * The sidecar's WooCommerce REST key.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Made as WooCommerce makes its own keys (WC_AJAX::update_api_key), since WooCommerce has no function for it.
 */
final class Api_Key {

	/**
	 * A new read and write key.
	 *
	 * @param int $user_id Owner of the key.
	 * @return array{id:int,consumer_key:string,consumer_secret:string}|WP_Error
	 */
	public static function create( int $user_id ) {
		global $wpdb;
		$consumer_key    = 'ck_' . wc_rand_hash();
		$consumer_secret = 'cs_' . wc_rand_hash();
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- as WooCommerce does.
		$inserted = $wpdb->insert(
			$wpdb->prefix . 'woocommerce_api_keys',
			array(
				'user_id'         => $user_id,
				'description'     => 'Finder\'s Fee sidecar',
				'permissions'     => 'read_write',
				'consumer_key'    => wc_api_hash( $consumer_key ),
				'consumer_secret' => $consumer_secret,
				'truncated_key'   => substr( $consumer_key, -7 ),
			)
		);
		if ( ! $inserted ) {
			return new WP_Error( 'store_refused', __( 'WooCommerce did not store a REST key for the sidecar.', 'finders-fee' ), array( 'status' => 500 ) );
		}
		return array(
			'id'              => $wpdb->insert_id,
			'consumer_key'    => $consumer_key,
			'consumer_secret' => $consumer_secret,
		);
	}

	public static function remove( int $key_id ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB.DirectDatabaseQuery -- WooCommerce keeps its keys uncached in this table.
		$wpdb->delete( $wpdb->prefix . 'woocommerce_api_keys', array( 'key_id' => $key_id ), array( '%d' ) );
	}
}

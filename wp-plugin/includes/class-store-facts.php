<?php
/**
 * What the sidecar has to know about this store.
 *
 * @package FindersFee
 */

namespace FindersFee;

use Automattic\WooCommerce\Utilities\OrderUtil;

defined( 'ABSPATH' ) || exit;

/**
 * The answer to `GET store`, also sent at connecting. Telling them heals: webhooks work and the pulse is there afterwards.
 */
final class Store_Facts {

	/**
	 * Collects the facts.
	 *
	 * @param Connection $connection For whom; gains what healing replaced.
	 * @return array<string,mixed> As `storeFactsSchema` in shared/src/connection.ts.
	 */
	public static function collect( Connection $connection ): array {
		if ( ! Pulse::is_there( $connection ) ) {
			Pulse::create( $connection );
		}
		return array(
			'currency'            => get_woocommerce_currency(),
			'price_decimals'      => wc_get_price_decimals(),
			'time_zone'           => wp_timezone_string(),
			'wordpress_version'   => get_bloginfo( 'version' ),
			'woocommerce_version' => WC()->version,
			'plugin_version'      => FINDERS_FEE_VERSION,
			'hpos'                => OrderUtil::custom_orders_table_usage_is_enabled(),
			'now'                 => gmdate( 'Y-m-d\TH:i:s\Z' ),
			'pulse_url'           => '' === $connection->pulse_url ? null : $connection->pulse_url,
			'outbox_pending'      => Outbox_Table::count(),
			'webhooks'            => Webhooks::heal( $connection ),
		);
	}
}

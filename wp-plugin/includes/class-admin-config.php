<?php
/**
 * What the admin page's script knows without asking.
 *
 * @package FindersFee
 */

namespace FindersFee;

use Automattic\WooCommerce\Utilities\OrderUtil;

defined( 'ABSPATH' ) || exit;

/**
 * `window.findersFee`, as admin-ui/src/config.ts describes it. No secret, and nothing of the books.
 */
final class Admin_Config {

	/**
	 * Builds the configuration.
	 *
	 * @param State  $state    The plugin's memory.
	 * @param string $page_url Address of the page.
	 * @return array<string,mixed>
	 */
	public static function build( State $state, string $page_url ): array {
		$statuses = array();
		foreach ( wc_get_order_statuses() as $status => $name ) {
			$statuses[ (string) preg_replace( '/^wc-/', '', $status ) ] = $name;
		}
		$order = OrderUtil::custom_orders_table_usage_is_enabled() ? 'admin.php?page=wc-orders&action=edit&id=%d' : 'post.php?post=%d&action=edit';
		return array(
			'namespace'         => Rest\Access::ROUTES_NAMESPACE,
			'version'           => FINDERS_FEE_VERSION,
			'locale'            => str_replace( '_', '-', get_user_locale() ),
			'timeZone'          => wp_timezone_string(),
			'connected'         => null !== $state->connection(),
			'adminUrl'          => admin_url(),
			'pageUrl'           => $page_url,
			'storeUrl'          => home_url( '/' ),
			'buildUrl'          => Assets::url( '' ),
			'currency'          => get_woocommerce_currency(),
			'couponCommissions' => $state->coupon_commissions(),
			'largestPost'       => wp_convert_hr_to_bytes( (string) ini_get( 'post_max_size' ) ),
			'orderUrl'          => admin_url( $order ),
			'couponUrl'         => admin_url( 'post.php?post=%d&action=edit' ),
			'userUrl'           => admin_url( 'user-edit.php?user_id=%d' ),
			'orderStatuses'     => $statuses,
		);
	}
}

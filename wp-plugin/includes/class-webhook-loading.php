<?php
/**
 * Which webhooks WooCommerce loads.
 *
 * @package FindersFee
 */

namespace FindersFee;

use WC_Webhook_Data_Store;

defined( 'ABSPATH' ) || exit;

/**
 * WooCommerce loads every active webhook on every page, with a query each. Ours it need not: Capture listens in their place.
 */
final class Webhook_Loading {

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * Answers WooCommerce's question which webhooks to load: all active ones but ours.
	 * Also when WooCommerce's list is not cached yet, since it would load what it computes itself.
	 *
	 * @param mixed $ids WooCommerce's cached list, false when there is none.
	 * @return mixed
	 */
	public function hide( $ids ) {
		$ours = $this->ids();
		if ( array() === $ours ) {
			return $ids;
		}
		if ( ! is_array( $ids ) ) {
			$query = array(
				'limit'  => -1,
				'status' => 'active',
			);
			$ids   = ( new WC_Webhook_Data_Store() )->search_webhooks( $query );
			set_transient( 'woocommerce_webhook_ids_status_active', $ids );
		}
		return array_diff( (array) $ids, $ours );
	}

	/**
	 * Ids of our webhooks, agreed or in the making.
	 *
	 * @return int[]
	 */
	private function ids(): array {
		$ids = array();
		foreach ( array( $this->state->connection(), $this->state->candidate() ) as $connection ) {
			$ids = array_merge( $ids, $connection ? array_values( $connection->webhooks ) : array() );
		}
		return $ids;
	}
}

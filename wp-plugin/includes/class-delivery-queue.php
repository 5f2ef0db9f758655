<?php
/**
 * WooCommerce's own queue of deliveries, in Action Scheduler.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Takes over what waits in the outbox whenever Action Scheduler runs.
 */
final class Delivery_Queue {

	const MOST_ROWS = 100;
	const HOOK      = 'woocommerce_deliver_webhook_async';
	const GROUP     = 'woocommerce-webhooks';

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
	 * Before Action Scheduler runs for whatever reason, hands it what waits, as WooCommerce would have done at once:
	 * so WP-Cron and the command line deliver without the sidecar asking.
	 */
	public function fill(): void {
		$connection = $this->state->connection();
		foreach ( $connection ? Outbox_Table::waiting( self::MOST_ROWS ) : array() as $row ) {
			$webhook_id = $connection->webhooks[ $row['topic'] ] ?? 0;
			if ( $webhook_id > 0 ) {
				$args = array(
					'webhook_id' => $webhook_id,
					'arg'        => $row['arg'],
				);
				as_enqueue_async_action( self::HOOK, $args, self::GROUP );
			}
			Outbox_Table::delete( $row['id'], $row['revision'] );
		}
	}

	/**
	 * Takes a webhook's deliveries out of Action Scheduler, which would fail on them once the webhook is gone.
	 *
	 * @param int $webhook_id Webhook.
	 */
	public static function forget( int $webhook_id ): void {
		if ( ! function_exists( 'as_get_scheduled_actions' ) ) {
			return;
		}
		$search = array(
			'hook'                  => self::HOOK,
			'group'                 => self::GROUP,
			'status'                => \ActionScheduler_Store::STATUS_PENDING,
			'args'                  => array( 'webhook_id' => $webhook_id ),
			'partial_args_matching' => 'like',
			'per_page'              => -1,
		);
		foreach ( as_get_scheduled_actions( $search ) as $id => $action ) {
			// The search also finds webhook 55 for 5.
			if ( ( $action->get_args()['webhook_id'] ?? 0 ) === $webhook_id ) {
				\ActionScheduler::store()->delete_action( $id );
			}
		}
	}
}

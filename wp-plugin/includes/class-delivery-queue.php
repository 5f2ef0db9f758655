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
	const SECONDS   = 10;

	/** How long a failed delivery rests. */
	const REST_SECONDS = 60;

	const HOOK  = 'woocommerce_deliver_webhook_async';
	const GROUP = 'woocommerce-webhooks';

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
	 * Before Action Scheduler runs for whatever reason, hands it what waits, as WooCommerce would have done at once: so
	 * WP-Cron and the command line deliver without the sidecar asking. While a webhook fails it gets one row a minute to
	 * try; the others go on waiting instead of being spent.
	 */
	public function fill(): void {
		$connection = $this->state->connection();
		if ( ! $connection ) {
			return;
		}
		add_filter( 'woocommerce_webhook_http_args', array( $this, 'limit_time' ), 10, 3 );
		add_action( 'woocommerce_webhook_delivery', array( $this, 'keep_failed' ), 10, 5 );
		$rows  = Outbox_Table::waiting( self::MOST_ROWS );
		$tried = array();
		foreach ( $rows as $row ) {
			$tried += $row['is_due'] ? array() : array( $row['topic'] => true );
		}
		foreach ( $rows as $row ) {
			$topic   = $row['topic'];
			$webhook = Webhooks::find( $connection->webhooks[ $topic ] ?? 0 );
			if ( ! $row['is_due'] || ! $webhook || ( isset( $tried[ $topic ] ) && $webhook->get_failure_count() > 0 ) ) {
				continue;
			}
			$tried[ $topic ] = true;
			$args            = array(
				'webhook_id' => $webhook->get_id(),
				'arg'        => $row['arg'],
			);
			as_enqueue_async_action( self::HOOK, $args, self::GROUP );
			Outbox_Table::delete( $row['id'], $row['revision'] );
		}
	}

	/**
	 * WooCommerce would wait a minute for each of our deliveries, and the shop's mails and renewals behind it.
	 *
	 * @param array<string,mixed> $args       Arguments of WooCommerce's request.
	 * @param mixed               $arg        What the webhook is about.
	 * @param int                 $webhook_id Webhook.
	 * @return array<string,mixed>
	 */
	public function limit_time( $args, $arg, $webhook_id ): array {
		if ( null !== $this->topic( (int) $webhook_id ) ) {
			$args['timeout'] = self::SECONDS;
		}
		return $args;
	}

	/**
	 * WooCommerce never tries a delivery again: what failed goes back to what waits.
	 *
	 * @param array<string,mixed>           $args       Arguments of WooCommerce's request.
	 * @param array<string,mixed>|\WP_Error $response   Answer.
	 * @param float                         $duration   Seconds it took.
	 * @param mixed                         $arg        What the webhook is about.
	 * @param int                           $webhook_id Webhook.
	 */
	public function keep_failed( $args, $response, $duration, $arg, $webhook_id ): void {
		$topic = $this->topic( (int) $webhook_id );
		if ( null !== $topic && is_numeric( $arg ) && ! Deliveries::is_success( $response ) ) {
			Outbox_Table::insert( array( array( $topic, (int) $arg ) ), self::REST_SECONDS );
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

	/**
	 * Topic of one of our webhooks, null for somebody else's.
	 *
	 * @param int $webhook_id Webhook.
	 */
	private function topic( int $webhook_id ): ?string {
		$connection = $this->state->connection();
		$topic      = $connection ? array_search( $webhook_id, $connection->webhooks, true ) : false;
		return false === $topic ? null : $topic;
	}
}

<?php
/**
 * Delivers the outbox as what it stands for: WooCommerce's webhooks.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Each row becomes one WC_Webhook::deliver(): WooCommerce's payload, signature, headers, log and failure count.
 */
final class Deliveries {

	const MOST_ROWS     = 100;
	const MOST_ATTEMPTS = 5;

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	/**
	 * Unix time at which the running round ends.
	 *
	 * @var float
	 */
	private $ends_at = 0.0;

	/**
	 * Whether the last delivery was answered with success.
	 *
	 * @var bool
	 */
	private $succeeded = false;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * Delivers what waits, oldest first, until nothing does or the time is over.
	 *
	 * @param float $seconds Time budget.
	 * @return array{delivered:int,remaining:int}
	 */
	public function deliver( float $seconds ): array {
		$delivered     = 0;
		$this->ends_at = microtime( true ) + $seconds;
		add_filter( 'woocommerce_webhook_http_args', array( $this, 'limit_time' ) );
		add_action( 'woocommerce_webhook_delivery', array( $this, 'note_answer' ), 10, 2 );
		foreach ( Outbox_Table::waiting( self::MOST_ROWS ) as $row ) {
			if ( microtime( true ) >= $this->ends_at ) {
				break;
			}
			$delivered += $this->deliver_row( $row ) ? 1 : 0;
		}
		remove_filter( 'woocommerce_webhook_http_args', array( $this, 'limit_time' ) );
		remove_action( 'woocommerce_webhook_delivery', array( $this, 'note_answer' ) );
		return array(
			'delivered' => $delivered,
			'remaining' => Outbox_Table::count(),
		);
	}

	/**
	 * One unreachable address must not use up more than the round.
	 *
	 * @param array<string,mixed> $args Arguments of WooCommerce's request.
	 * @return array<string,mixed>
	 */
	public function limit_time( array $args ): array {
		$args['timeout'] = max( 1.0, min( 5.0, $this->ends_at - microtime( true ) ) );
		return $args;
	}

	/**
	 * For woocommerce_webhook_delivery.
	 *
	 * @param array<string,mixed>           $args     Arguments of WooCommerce's request.
	 * @param array<string,mixed>|\WP_Error $response Answer.
	 */
	public function note_answer( $args, $response ): void {
		$this->succeeded = self::is_success( $response );
	}

	/**
	 * The same judgement as WooCommerce's, which keeps it to itself.
	 *
	 * @param array<string,mixed>|\WP_Error $response Answer.
	 */
	public static function is_success( $response ): bool {
		$status = (int) wp_remote_retrieve_response_code( $response );
		return $status >= 200 && $status < 303;
	}

	/**
	 * Delivers one row. A failed one is tried again later, five times; then the sidecar's own reading of the store has to tell it.
	 *
	 * @param array{id:int,topic:string,arg:int,revision:int,attempts:int,is_due:bool} $row Row of the outbox.
	 * @return bool Whether it arrived.
	 */
	private function deliver_row( array $row ): bool {
		$connection = $this->state->connection();
		$webhook    = Webhooks::find( $connection->webhooks[ $row['topic'] ] ?? 0 );
		$is_paused  = $webhook && 'paused' === $webhook->get_status();

		$this->succeeded = false;
		if ( $webhook && ! $is_paused ) {
			$webhook->deliver( $row['arg'] );
		}
		if ( $this->has_arrived() || $is_paused || $row['attempts'] + 1 >= self::MOST_ATTEMPTS ) {
			Outbox_Table::delete( $row['id'], $row['revision'] );
		} else {
			Outbox_Table::count_attempt( $row['id'] );
		}
		return $this->has_arrived();
	}

	private function has_arrived(): bool {
		return $this->succeeded;
	}
}

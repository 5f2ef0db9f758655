<?php
/**
 * What the sidecar calls.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use FindersFee\Deliveries;
use FindersFee\State;
use FindersFee\Store_Facts;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * `store` tells and heals, `deliveries` delivers what waits.
 */
final class Sidecar_Controller {

	const DELIVERY_SECONDS = 10.0;

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	public function register_routes(): void {
		$store      = array(
			'methods'             => 'GET',
			'permission_callback' => array( Access::class, 'owner' ),
			'callback'            => array( $this, 'store' ),
		);
		$deliveries = array(
			'methods'             => 'POST',
			'permission_callback' => array( Access::class, 'owner' ),
			'callback'            => array( $this, 'deliver' ),
		);
		register_rest_route( Access::ROUTES_NAMESPACE, '/store', $store );
		register_rest_route( Access::ROUTES_NAMESPACE, '/deliveries', $deliveries );
	}

	/**
	 * The store's facts; also answered while connecting, when the sidecar tries its new key.
	 *
	 * @return array<string,mixed>|WP_Error
	 */
	public function store() {
		$connection = $this->state->current();
		if ( ! $connection ) {
			return new WP_Error( 'not_connected', __( 'This store is not connected to a sidecar.', 'finders-fee' ), array( 'status' => 409 ) );
		}
		$before = $connection->to_array();
		$facts  = Store_Facts::collect( $connection );
		// A candidate belongs to the process that is connecting.
		if ( $before !== $connection->to_array() && ! $this->state->candidate() ) {
			$this->state->save_connection( $connection );
		}
		return $facts;
	}

	/**
	 * Delivers.
	 *
	 * @return array{delivered:int,remaining:int}
	 */
	public function deliver(): array {
		return ( new Deliveries( $this->state ) )->deliver( self::DELIVERY_SECONDS );
	}
}

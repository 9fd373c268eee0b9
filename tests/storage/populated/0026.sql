update workshops set file = 'id: w';
